using AfterSales.Engine.Search;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;
using AfterSales.Service.TaskLinks;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Notifications;

public class TaskMailTests
{
    private const string ToQuality = """<zeebe:assignmentDefinition candidateGroups="quality-control" />""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_member_of_the_group_gets_a_mail_in_his_language_with_his_own_link()
    {
        await using var host = await MailHost.StartAsync();
        await host.DeployAsync(MailHost.UserTask(ToQuality + """<zeebe:taskSchedule dueDate="=add working days(now(), 2, &#34;iran&#34;)" />"""));
        await host.StartCaseAsync();

        var mails = await host.MailsAsync(2);

        mails.Select(mail => mail.PersonId).ShouldBe(["qc-fa", "qc-zh"], ignoreOrder: true);
        var persian = mails.Single(mail => mail.PersonId == "qc-fa");
        persian.Language.ShouldBe(Language.Persian);
        persian.Subject.ShouldBe("کار تازه: بررسی واقعیت‌ها (CMP-2026-0093)");
        persian.Text.ShouldContain("میز کیفیت الف گرامی");
        persian.Text.ShouldContain("کنترل کیفیت");
        persian.Text.ShouldContain("صنایع نمونه");
        persian.CaseNumber.ShouldBe("CMP-2026-0093");
        var chinese = mails.Single(mail => mail.PersonId == "qc-zh");
        chinese.Subject.ShouldBe("新任务：核实情况（CMP-2026-0093）");

        Token(persian).ShouldNotBe(Token(chinese));
        (await host.Links.OpenAsync(Token(persian), ct: Ct)).ShouldBe(new TaskLinkResult.Ok((await host.TaskAsync()).UserTaskKey, "qc-fa", TaskLinkPurpose.Work));
        (await host.Links.OpenAsync(Token(chinese), ct: Ct)).ShouldBeOfType<TaskLinkResult.Ok>().PersonId.ShouldBe("qc-zh");
    }

    [Fact]
    public async Task A_customer_task_goes_to_the_customer_in_his_language()
    {
        await using var host = await MailHost.StartAsync();
        await host.DeployAsync(MailHost.UserTask("""<zeebe:assignmentDefinition assignee="=&#34;customer:&#34; + case.customer.email" />"""));
        await host.StartCaseAsync();

        var mail = (await host.MailsAsync(1))[0];

        mail.Template.ShouldBe("task-for-customer");
        mail.ToAddress.ShouldBe("purchasing@customer.example");
        mail.Language.ShouldBe(Language.Persian);
        mail.Text.ShouldContain("واحد خرید گرامی");
        mail.Links.ShouldContain("https://service.example.com/track/abcDEF123");
        var opened = (await host.Links.OpenAsync(Token(mail), ct: Ct)).ShouldBeOfType<TaskLinkResult.Ok>();
        opened.PersonId.ShouldBe("customer:purchasing@customer.example");
        opened.IsCustomer.ShouldBeTrue();
    }

    [Fact]
    public async Task A_task_may_name_the_template_of_its_mail()
    {
        await using var host = await MailHost.StartAsync();
        await host.DeployAsync(MailHost.UserTask(
            """<zeebe:assignmentDefinition assignee="=&#34;customer:&#34; + case.customer.email" />""",
            """<zeebe:property name="mail.template" value="satisfaction-survey" />"""));
        await host.StartCaseAsync();

        (await host.MailsAsync(1))[0].Template.ShouldBe("satisfaction-survey");
    }

    [Fact]
    public async Task Somebody_away_is_replaced_by_his_substitute_who_is_told_for_whom()
    {
        await using var host = await MailHost.StartAsync(people: TestCompany.With("sales-desk", person => person with
        {
            AwayFrom = new DateTimeOffset(2026, 11, 15, 0, 0, 0, TimeSpan.Zero),
            SubstituteId = "qc-zh",
        }));
        await host.DeployAsync(MailHost.UserTask("""<zeebe:assignmentDefinition assignee="sales-desk" />"""));
        await host.StartCaseAsync();

        var mail = (await host.MailsAsync(1))[0];

        mail.PersonId.ShouldBe("qc-zh");
        mail.Text.ShouldContain("您是销售组的代理人");
        (await host.Links.OpenAsync(Token(mail), ct: Ct)).ShouldBeOfType<TaskLinkResult.Ok>();
    }

    [Fact]
    public async Task A_task_nobody_can_do_is_told_to_the_process_owner()
    {
        await using var host = await MailHost.StartAsync();
        await host.DeployAsync(MailHost.UserTask("""<zeebe:assignmentDefinition candidateGroups="nobody-here" />"""));
        await host.StartCaseAsync();

        var mail = (await host.MailsAsync(1))[0];

        mail.PersonId.ShouldBe("owner");
        (await host.Links.OpenAsync(Token(mail), ct: Ct)).ShouldBeOfType<TaskLinkResult.Ok>().Purpose.ShouldBe(TaskLinkPurpose.Decide);
    }

    [Fact]
    public async Task Reassigning_tells_the_new_one_and_closes_the_old_links()
    {
        await using var host = await MailHost.StartAsync();
        await host.DeployAsync(MailHost.UserTask(ToQuality));
        await host.StartCaseAsync();
        var before = await host.MailsAsync(2);
        var task = await host.TaskAsync();

        (await host.Engine.UserTasks.AssignAsync(task.UserTaskKey, "sales-desk", by: "qc-fa", ct: Ct)).IsOk.ShouldBeTrue();

        var mail = (await host.MailsAsync(3))[^1];
        mail.PersonId.ShouldBe("sales-desk");
        (await host.Links.OpenAsync(Token(mail), ct: Ct)).ShouldBeOfType<TaskLinkResult.Ok>();
        foreach (var old in before)
            (await host.Links.OpenAsync(Token(old), ct: Ct)).ShouldBeOfType<TaskLinkResult.Reassigned>().To.ShouldBe("sales-desk");
    }

    [Fact]
    public async Task Who_takes_a_task_himself_gets_no_mail_about_it()
    {
        await using var host = await MailHost.StartAsync();
        await host.DeployAsync(MailHost.UserTask(ToQuality));
        await host.StartCaseAsync();
        await host.MailsAsync(2);

        await host.Engine.UserTasks.AssignAsync((await host.TaskAsync()).UserTaskKey, "qc-fa", by: "qc-fa", ct: Ct);
        await host.Engine.UserTasks.UnassignAsync((await host.TaskAsync()).UserTaskKey, by: "qc-fa", ct: Ct);

        var mails = await host.MailsAsync(3);
        mails[^1].PersonId.ShouldBe("qc-zh", "the department has it back, and who gave it back knows");
    }

    [Fact]
    public async Task Mails_of_a_case_form_one_thread_for_each_receiver()
    {
        await using var host = await MailHost.StartAsync();
        await host.DeployAsync(MailHost.UserTask("""<zeebe:assignmentDefinition assignee="sales-desk" />"""));
        await host.StartCaseAsync();
        await host.StartCaseAsync();
        await host.StartCaseAsync(number: "CMP-2026-0094");
        await host.MailsAsync(3);

        var rows = await host.Engine.ReadAsync(connection => MailRows.List(connection, new MailFilter()), Ct);

        var (first, second, other) = (rows[2], rows[1], rows[0]);
        first.InReplyTo.ShouldBe("<case.cmp-2026-0093@service.example>");
        second.InReplyTo.ShouldBe(first.MessageId);
        second.Thread.ShouldContain("case.cmp-2026-0093@service.example");
        other.InReplyTo.ShouldBe("<case.cmp-2026-0094@service.example>");
    }

    [Fact]
    public async Task A_refused_command_writes_no_mail()
    {
        await using var host = await MailHost.StartAsync();
        await host.DeployAsync(MailHost.UserTask(ToQuality));

        await Should.ThrowAsync<Exception>(() => host.Engine.Instances.CreateAsync(
            new() { ProcessId = "p" }, alongside: _ => throw new InvalidOperationException("no"), ct: Ct));

        (await host.Mailbox.ListAsync(new MailFilter(), Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_reason_of_the_due_time_stands_in_the_mail()
    {
        await using var host = await MailHost.StartAsync();
        await host.DeployAsync(MailHost.UserTask(
            """<zeebe:assignmentDefinition assignee="sales-desk" /><zeebe:taskSchedule dueDate="=add working days(now(), 5, &#34;standard&#34;)" />"""));
        await host.StartCaseAsync();

        var mail = (await host.MailsAsync(1))[0];

        mail.Text.ShouldContain("Due Mon 23 Nov 2026");
        mail.Text.ShouldContain("Why then?");
        mail.Text.ShouldContain("5 working days");
        mail.Text.ShouldContain("Sat 21 and Sun 22 Nov");
    }

    [Fact]
    public async Task A_reader_in_another_zone_is_told_which_zone_the_due_time_is_in()
    {
        await using var host = await MailHost.StartAsync();
        await host.DeployAsync(MailHost.UserTask(ToQuality + """<zeebe:taskSchedule dueDate="=add working days(now(), 2, case.calendar)" />"""));
        await host.StartCaseAsync();

        var mails = await host.MailsAsync(2);

        mails.Single(mail => mail.PersonId == "qc-fa").Text.ShouldNotContain("به وقت تهران");
        var abroad = mails.Single(mail => mail.PersonId == "qc-zh").Text;
        abroad.ShouldContain("13:00（德黑兰时间）前", Case.Sensitive, "due box and reason tell the time of the same place");
        abroad.ShouldContain("自 11月16日（周一）13:00 起 2 个工作日");
    }

    [Fact]
    public async Task A_stuck_case_is_told_to_the_process_owner_once_an_hour_for_each_step()
    {
        await using var host = await MailHost.StartAsync();
        await host.DeployAsync(MailHost.Job("aftersales:send-mail:1", """<zeebe:input source="=&#34;greeting&#34;" target="template" /><zeebe:input source="=&#34;customer&#34;" target="to" />"""));
        await host.StartCaseAsync();
        await host.StartCaseAsync(number: "CMP-2026-0094");
        await MailHost.UntilAsync(async () => (await host.Engine.Incidents.SearchAsync(new SearchRequest(), Ct)).Value.Items.Count == 2, "two incidents");

        var mail = (await host.MailsAsync(1))[0];

        mail.Template.ShouldBe("incident");
        mail.PersonId.ShouldBe("owner");
        mail.Text.ShouldContain("There is no mail template 'greeting'");
    }

    internal static string Token(MailView mail) =>
        mail.Links.Select(link => link.Split('?')[0]).First(link => link.Contains("/t/", StringComparison.Ordinal)).Split("/t/")[1];
}
