using System.Text;
using System.Text.Json;
using AfterSales.Bpmn.Lint;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;
using AfterSales.Engine.Deployments;
using AfterSales.Feel;
using AfterSales.Feel.Dmn;
using AfterSales.Service.Forms;
using AfterSales.Service.People;
using AfterSales.Service.Records;
using AfterSales.Service.Schedules;

namespace AfterSales.Service.Lint;

/// <summary>What the rules of the self-check know of this product: its roles, records and documents, and the files given.</summary>
public static class LintLibraries
{
    private static readonly HashSet<string> Records = [.. RecordCatalog.All.Select(type => type.Id), .. LoadDocuments()];

    /// <summary>A library of the files that are deployed together. Files that cannot be read are left out: the deployment reports them.</summary>
    public static LintLibrary Of(IReadOnlyList<DeploymentResource> files, FeelCompiler feel) => Of(
        [.. Of(files, ".bpmn").Select(file => BpmnReader.Read(file.Content).Model).OfType<BpmnModel>()],
        Forms(files, feel),
        Of(files, ".dmn").SelectMany(file => DmnReader.Read(file.Content, feel).Model?.Decisions ?? []).Select(decision => decision.Id),
        feel);

    internal static LintLibrary Of(IReadOnlyList<BpmnModel> workflows, IEnumerable<FormSchema> forms, IEnumerable<string> decisions, FeelCompiler feel) => new()
    {
        Feel = feel,
        Workflows = workflows,
        Roles = new RoleNames(RoleCatalog.Default),
        Forms = new FormAnswers(forms.DistinctBy(form => form.Id).ToDictionary(form => form.Id, StringComparer.Ordinal)),
        Decisions = decisions.ToHashSet(StringComparer.Ordinal),
        Records = Records,
        Schedules = ScheduleTable.Shipped.Select(schedule => schedule.Id).ToHashSet(StringComparer.Ordinal),
    };

    /// <summary>The forms among files, compiled.</summary>
    internal static IEnumerable<FormSchema> Forms(IReadOnlyList<DeploymentResource> files, FeelCompiler feel) =>
        Of(files, ".form").Select(file => FormSchema.Parse(Encoding.UTF8.GetString(file.Content.Span), feel).Schema).OfType<FormSchema>();

    private static IEnumerable<DeploymentResource> Of(IReadOnlyList<DeploymentResource> files, string extension) =>
        files.Where(file => file.Name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>Guiding documents and papers of others (REQUIREMENTS 3): steps refer to them, nobody files them here.</summary>
    private static List<string> LoadDocuments()
    {
        using var stream = typeof(LintLibraries).Assembly.GetManifestResourceStream("Lint/documents.json")!;
        return JsonSerializer.Deserialize<List<string>>(stream)!;
    }
}
