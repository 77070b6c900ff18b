using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Service.Languages;
using AfterSales.Service.People;

namespace AfterSales.Service.Notifications;

/// <summary>The mail that tells a process owner which step stands still and why.</summary>
internal static class StuckMail
{
    public static Notification Of(Person owner, CompiledProcess? process, IncidentRaised incident, CaseFacts? about, DateTimeOffset now) => new("incident", Receiver.Of(owner))
    {
        Case = about,
        Model = new Dictionary<string, object?>
        {
            ["incident"] = new Dictionary<string, object?>
            {
                ["step"] = process?.FindElement(incident.ElementId) is { } element ? NewTaskFacts.NameOf(element) : incident.ElementId,
                ["process"] = process is null ? null : NewTaskFacts.NameOf(process),
                ["elementId"] = incident.ElementId,
                ["message"] = incident.Message,
                ["headline"] = TextCatalog.For(owner.Language)["mail.incident.headline"],
                ["at"] = now,
            },
        },
    };
}
