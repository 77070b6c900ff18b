using AfterSales.Engine;
using AfterSales.Service.Intake;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.Timeline;

namespace AfterSales.Service.Cases;

/// <summary>What staff want others to know about a case. A comment is an entry of the timeline: nobody changes it, and the customer does not see it.</summary>
public sealed class CaseComments(ProcessEngine engine, CaseVisibility visibility)
{
    /// <summary>The longest comment, in characters.</summary>
    public const int LongestText = 4000;

    /// <summary>Adds a comment for who may see the case.</summary>
    /// <returns>Null when added, else the text key of what is wrong; <c>held.comment.noCase</c> where the case is not there for this person.</returns>
    public async Task<string?> AddAsync(string caseNumber, Person by, string text, CancellationToken ct = default)
    {
        text = RequestCheck.Clean(text, lines: true);
        if (!await engine.ReadAsync(db => visibility.Sees(db, by, caseNumber), ct))
            return "held.comment.noCase";
        if (Blank.Is(text))
            return "held.comment.missing";
        if (text.Length > LongestText)
            return "held.comment.tooLong";
        await engine.WriteAsync(commit => CaseTimeline.Add(commit, new TimelineEntry(caseNumber, TimelineKinds.CaseComment)
        {
            Actor = by.Id,
            Facts = new Dictionary<string, TimelineValue> { ["by"] = TimelineValue.Person(by.Id), ["text"] = TimelineValue.Of(text) },
        }), by.Id, ct);
        return null;
    }
}
