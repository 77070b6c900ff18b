using AfterSales.Service.Languages;
using AfterSales.Service.People;

namespace AfterSales.Service.Tests.Notifications;

/// <summary>A small company: a sales desk, two in quality control, their head, the process owner.</summary>
internal static class TestCompany
{
    public static IReadOnlyList<Person> People { get; } =
    [
        Someone("sales-desk", "Sales desk", "میز فروش", "销售组", Language.English, ["sales"], superior: "owner"),
        Someone("qc-fa", "Quality desk A", "میز کیفیت الف", "品质甲组", Language.Persian, ["quality-control"], superior: "qc-head", calendar: "iran"),
        Someone("qc-zh", "Quality desk B", "میز کیفیت ب", "品质乙组", Language.Chinese, ["quality-control"], superior: "qc-head", calendar: "china"),
        Someone("qc-head", "Head of quality", "سرپرست کیفیت", "品质主管", Language.English, ["head-quality"], superior: "owner"),
        Someone("owner", "Process owner", "مالک فرایند", "流程负责人", Language.English, ["after-sales-manager"]) with { Roles = [AccountRoles.ProcessOwner] },
        Someone("left", "Left desk", "میز پیشین", "前组", Language.English, ["sales"]) with { Active = false },
    ];

    /// <summary>The same people, one of them changed.</summary>
    public static Service.People.Directory With(string id, Func<Person, Person> change) =>
        new(People.Select(person => person.Id == id ? change(person) : person));

    private static Person Someone(
        string id, string english, string persian, string chinese, Language language, string[] groups, string? superior = null, string calendar = "standard") => new()
    {
        Id = id,
        Name = new LocalText(english, persian, chinese),
        Email = id + "@demo.example",
        Language = language,
        CalendarId = calendar,
        SuperiorId = superior,
        Groups = groups,
    };
}
