using AfterSales.Feel.Values;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;
using AfterSales.Service.People;
using AfterSales.TestSupport;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>What the flows hand to the steps the service does by itself: mails, notices, filed records, the closing of the case.</summary>
public sealed class WorkflowJobTests
{
    /// <summary>There is an element template for every step the service handles.</summary>
    private static readonly string[] JobTypes =
        [.. System.IO.Directory.GetFiles(RepositoryRoot.Combine("workflows", "element-templates"), "*.json").Select(file => $"aftersales:{Path.GetFileNameWithoutExtension(file)}:1")];

    private static readonly Lazy<IReadOnlyList<(string ElementId, string Type, FeelContext Variables)>> Jobs = new(() =>
        [.. FlowPath.All.Values.SelectMany(path => WorkflowWalk.Of(path).Jobs)]);

    [Fact]
    public void The_flows_use_the_job_types_the_service_handles() =>
        Jobs.Value.Select(job => job.Type).Distinct().ShouldBeSubsetOf(JobTypes);

    [Fact]
    public void Mails_and_notices_name_a_template_and_a_receiver_that_exist()
    {
        foreach (var (element, type, variables) in Jobs.Value.Where(job => job.Type is "aftersales:send-mail:1" or "aftersales:notify:1"))
        {
            // A notice that names no template is written with the one called so.
            var template = type == "aftersales:notify:1" && !variables.Entries.ContainsKey("template") ? "notice" : Text(variables, "template");
            System.IO.Directory.Exists(RepositoryRoot.Combine("templates", template)).ShouldBeTrue($"{element}: template '{template}'");
            var to = Text(variables, "to");
            if (type == "aftersales:send-mail:1")
                (to == "customer" || HeaderText.IsAddress(to)).ShouldBeTrue($"{element}: '{to}'");
            else if (!to.StartsWith("user:", StringComparison.Ordinal))
                RoleCatalog.Default.Find(to["group:".Length..]).ShouldNotBeNull($"{element}: '{to}'");
        }
    }

    [Fact]
    public void Notices_have_a_title_in_every_language()
    {
        foreach (var (element, _, variables) in Jobs.Value.Where(job => job.Type == "aftersales:notify:1"))
            variables.Entries["title"].ShouldBeOfType<FeelContext>(element).Entries.Keys.ShouldBe(["en", "fa", "zh"], element);
    }

    [Fact]
    public void What_the_flows_file_by_themselves_reads_well_in_every_language()
    {
        var filed = Jobs.Value.Where(job => job.Type == "aftersales:file-record:1").SelectMany(job => Leaves("", job.Variables.Entries["data"])).ToList();
        filed.ShouldNotBeEmpty();
        foreach (var language in LanguageCodes.All)
            filed.Select(leaf => "record.data." + leaf.Path).Distinct().Where(key => !TextCatalog.For(language).Has(key)).ShouldBeEmpty(language.Code());
        string[] coded = ["opinionSubject", "cause", "demand", "nature", "satisfied", "channel"];
        filed.Where(leaf => coded.Contains(leaf.Path)).Select(leaf => $"record.value.{leaf.Path}.{((FeelString)leaf.Value).Value}").Distinct()
            .Where(key => !TextCatalog.For(Language.Persian).Has(key)).ShouldBeEmpty();
    }

    private static string Text(FeelContext variables, string name) => variables.Entries[name].ShouldBeOfType<FeelString>(name).Value;

    private static IEnumerable<(string Path, FeelValue Value)> Leaves(string path, FeelValue value) =>
        value is FeelContext context && !context.Entries.ContainsKey("en")
            ? context.Entries.SelectMany(entry => Leaves(path.Length == 0 ? entry.Key : $"{path}.{entry.Key}", entry.Value))
            : [(path, value)];
}
