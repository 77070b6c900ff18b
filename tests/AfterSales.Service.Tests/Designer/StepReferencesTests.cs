using AfterSales.Service.Designer;
using AfterSales.TestSupport;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Designer;

public sealed class StepReferencesTests
{
    [Fact]
    public void Every_mail_the_shipped_workflows_name_is_there()
    {
        var names = System.IO.Directory.GetDirectories(RepositoryRoot.Combine("templates")).Select(Path.GetFileName).ToHashSet();
        var references = System.IO.Directory.GetFiles(RepositoryRoot.Combine("workflows"), "*.bpmn").SelectMany(path => StepReferences.In(File.ReadAllText(path)))
            .Where(reference => reference.Kind == ArtifactKind.Mail).ToList();
        references.Count.ShouldBeGreaterThan(20, "the workflows write many mails: the search must find them");
        references.ShouldAllBe(reference => names.Contains(reference.Name));
    }

    [Fact]
    public void A_name_that_is_worked_out_is_not_guessed()
    {
        const string start = """<d xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"><t id="t"><extensionElements><zeebe:taskDefinition type="aftersales:send-mail:1"/><zeebe:ioMapping><zeebe:input target="template" source=""";
        StepReferences.In(start + "\"=if late then &quot;a&quot; else &quot;b&quot;\"/></zeebe:ioMapping></extensionElements></t></d>").ShouldBeEmpty();
        StepReferences.In(start + "\"=&quot;a&quot;\"/></zeebe:ioMapping></extensionElements></t></d>").ShouldBe([new StepReference("t", ArtifactKind.Mail, "a")]);
        StepReferences.In("no xml").ShouldBeEmpty();
    }
}
