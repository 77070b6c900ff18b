using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Service.Calendars;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Notifications;

/// <summary>"Why then?": the deadline receipt of a new task as two sentences, in every language a later mail may need.</summary>
internal static class Why
{
    public static IReadOnlyDictionary<string, string> Of(UserTaskCreated task, CompiledProcess? process, DateTimeOffset now, CalendarRegistry calendars) =>
        process is not null && ReceiptMaker.ForTask(task, process, now, calendars) is { } receipt
            ? LanguageCodes.All.ToDictionary(language => language.Code(), language => ReceiptText.Of(receipt, language).Sentences)
            : new Dictionary<string, string>();
}
