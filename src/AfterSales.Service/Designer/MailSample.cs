using AfterSales.Service.Languages;
using AfterSales.Service.Mail;
using AfterSales.Service.Notifications;

namespace AfterSales.Service.Designer;

/// <summary>
/// A case and a task that do not exist, for showing a mail before it is sent: every name a template may use has a value, made by the
/// same code that makes the real ones.
/// </summary>
internal static class MailSample
{
    public const string Link = "https://service.example.com/t/CfDJ8NwX3vT9yJ2mK7qRz5LhB1sPdW4uEaGcYx0";

    public static MailSettings Settings { get; } = new() { PublicUrl = "https://service.example.com" };

    public static DateTimeOffset Now { get; } = new(2026, 11, 16, 9, 20, 0, TimeSpan.Zero);

    public static CaseFacts Case(Language language) => new()
    {
        Number = "CMP-2026-0093",
        Kind = "complaint",
        Subject = language switch
        {
            Language.Persian => "جوش ناپیوسته در سرعت بالا",
            Language.Chinese => "高速焊接时焊缝不连续",
            _ => "Weld seam breaks at high speed",
        },
        Urgency = "urgent",
        ReceivedAt = new(2026, 11, 14, 6, 0, 0, TimeSpan.Zero),
        TrackingCode = "k7Qm2vR9xT4bL1pZ8sW3nC6d",
        CalendarId = language switch { Language.Persian => "iran", Language.Chinese => "china", _ => "standard" },
        Language = language,
        CustomerName = language switch { Language.Persian => "واحد خرید", Language.Chinese => "采购部", _ => "Purchasing desk" },
        CustomerCompany = language switch { Language.Persian => "صنایع خودرو نمونه", Language.Chinese => "示例汽车零部件有限公司", _ => "Sample Packaging Ltd" },
        CustomerEmail = "purchasing@customer.example",
        ProductModel = "HL-3000",
        SerialNumber = "HL3K-2609-0147",
        OrderNumber = "PO-2026-441",
    };

    public static Receiver Receiver(Language language) => new(
        "qc-desk", language switch { Language.Persian => "میز کنترل کیفیت", Language.Chinese => "品质控制组", _ => "Quality desk" }, "qc@demo.example", language);

    public static TaskFacts Task(Language language) => new()
    {
        Key = 1,
        Name = new LocalText("Check the facts and judge nonconformity", "بررسی واقعیت‌ها و تشخیص عدم انطباق", "核实情况并判定不合格"),
        Case = Case(language),
    };

    public static LocalFormat Format(Language language) => LocalFormat.For(language, TimeZoneInfo.FindSystemTimeZoneById(
        language switch { Language.Persian => "Asia/Tehran", Language.Chinese => "Asia/Shanghai", _ => "Europe/Berlin" }));

    public static Dictionary<string, object?> For(Language language, string? template = null)
    {
        var format = Format(language);
        var late = template is "overdue" or "escalation";
        var calendar = new AfterSales.Service.Calendars.CalendarRegistry().FindOrStandard(Case(language).CalendarId);
        var due = late ? Now.AddHours(-3) : Now.AddHours(8);
        string Say(string en, string fa, string zh) => new LocalText(en, fa, zh).In(language);
        object Entry(string number) => new Dictionary<string, object?>
        {
            ["name"] = Say("Final judgement of the complaint", "داوری نهایی شکایت", "投诉最终判定"),
            ["caseNumber"] = number,
            ["customer"] = Case(language).CustomerCompany,
            ["due"] = due,
            ["url"] = Link,
        };
        return MailModel.Build(Settings, format, Receiver(language), Case(language), Task(language), new Dictionary<string, object?>
        {
            ["link"] = Link,
            ["cannotLink"] = Link + "?cannot=1",
            ["reassignLink"] = Link + "?pass=1",
            ["linkEnds"] = Now.AddDays(30),
            ["due"] = DueModel.Build(due, Now, calendar, format, Say(
                "1 working day from Fri 13 Nov, 16:00. Sat 14 and Sun 15 Nov were not counted (weekend).",
                "۱ روز کاری از چهارشنبه ۲۰ آبان، ۱۳:۳۰. پنجشنبه ۲۱ و جمعه ۲۲ آبان (آخر هفته) شمرده نشد.",
                "自 11月13日（周五）16:00 起 1 个工作日。11月14日至15日（周末）不计。")),
            ["task"] = new Dictionary<string, object?>
            {
                ["group"] = Say("Quality control", "کنترل کیفیت", "品质控制部"),
                ["standInFor"] = Say("the head of quality", "سرپرست کیفیت", "品质主管"),
            },
            ["assignee"] = new Dictionary<string, object?> { ["name"] = Say("Quality desk", "میز کنترل کیفیت", "品质控制组") },
            ["told"] = Say("Quality desk, Mon 16 Nov, 08:00", "میز کنترل کیفیت، دوشنبه ۲۵ آبان، ۰۹:۳۰", "品质控制组，11月16日（周一）14:20"),
            ["next"] = new Dictionary<string, object?>
            {
                ["name"] = Say("Management representative", "نمایندهٔ مدیریت", "管理者代表"),
                ["at"] = Now.AddDays(1),
                ["sentence"] = Say("Tomorrow, 10:00, management representative", "فردا، ۱۰:۰۰، نمایندهٔ مدیریت", "明天 10:00，管理者代表"),
            },
            ["title"] = Say("Complaint classed as product quality", "شکایت در ردهٔ کیفیت محصول", "投诉归类为产品质量"),
            ["message"] = Say("Samples are on their way to the laboratory.\nPhotos are in the case.", "نمونه‌ها در راه آزمایشگاه است.\nعکس‌ها در پرونده است.", "样品正送往实验室。\n照片见案件。"),
            ["explanation"] = Say("The seam was made with gas of another grade.", "جوش با گازی از درجهٔ دیگر انجام شده است.", "焊接使用了其他等级的气体。"),
            ["help"] = Say("Our engineer can adjust the gas supply.", "مهندس ما می‌تواند گاز را تنظیم کند.", "我方工程师可协助调整供气。"),
            ["quote"] = Say("On request", "با درخواست شما", "另行报价"),
            ["opinionClass"] = "a",
            ["result"] = Say("Lens replaced", "عدسی تعویض شد", "已更换镜片"),
            ["score"] = 82,
            ["comment"] = Say("Quick answer", "پاسخ سریع بود", "回复很快"),
            ["reply"] = Say("The focus lens was replaced and checked.", "عدسی کانونی تعویض و آزمایش شد.", "已更换并检验聚焦镜。"),
            ["facts"] = new List<object> { new Dictionary<string, object?> { ["label"] = Say("Level", "سطح", "级别"), ["value"] = 3 } },
            ["userName"] = "service-desk",
            ["incident"] = new Dictionary<string, object?>
            {
                ["step"] = Say("Send the reply", "فرستادن پاسخ", "发送答复"),
                ["message"] = "No variable named 'reply' is known here.",
                ["process"] = "Complaint handling",
                ["elementId"] = "send-reply",
                ["headline"] = TextCatalog.For(language)["mail.incident.headline"],
                ["at"] = Now,
            },
            ["obstacle"] = new Dictionary<string, object?>
            {
                ["reason"] = Say("A part or material is missing", "قطعه یا ماده‌ای کم است", "缺少零件或材料"),
                ["by"] = Say("Service engineer", "مهندس خدمات", "服务工程师"),
            },
            ["today"] = DateOnly.FromDateTime(Now.Date),
            ["count"] = 3,
            ["overdueCount"] = 1,
            ["overdue"] = new List<object> { Entry("CMP-2026-0093") },
            ["dueSoon"] = new List<object> { Entry("CMP-2026-0101") },
            ["raised"] = new List<object> { Entry("CMP-2026-0103") },
            ["later"] = new List<object> { Entry("CMP-2026-0102") },
        });
    }
}
