using System.Text.Json;
using System.Text.RegularExpressions;
using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>
/// LINT-06: an action is named by verb and noun. English names begin with a verb of the list; Persian and Chinese names,
/// whose verbs have no fixed place, need two words or two characters.
/// </summary>
internal sealed partial class VerbNounRule() : LintRule("LINT-06", LintSeverity.Warning)
{
    private static readonly HashSet<string> Verbs = LoadVerbs();

    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        foreach (var task in process.Tasks.Where(task => !string.IsNullOrWhiteSpace(task.Name)))
        {
            if (!IsVerbNoun(task.Name!, process.Options))
                yield return Finding(process, "not-verb-noun", task, Rename(task), ("verb", Words(task.Name!)[0]));
            if (process.Property(task, "name.fa") is { } persian && Words(persian).Length < 2)
                yield return Finding(process, "one-word", task, null, ("name", persian));
            if (process.Property(task, "name.zh") is { } chinese && chinese.Length < 2)
                yield return Finding(process, "one-word", task, null, ("name", chinese));
        }
    }

    private static LintFix Rename(FlowNode task) =>
        new("rename", LintTexts.Get("fix.fill-name"), [new LintEdit(LintEditAction.SetAttribute, task.Id, "name", null)]);

    private static bool IsVerbNoun(string name, LintOptions options)
    {
        // A name in another script is judged by its length alone.
        if (!LatinLetter().IsMatch(name))
            return name.Trim().Length > 1;
        var words = Words(name);
        // "8D: D1 to D3" and the like: a label before a colon is no part of the phrase.
        return words.Length > 1 && (IsVerb(words[0], options) || words.Length > 2 && IsVerb(words[1], options) && NotLetters().IsMatch(words[0]));
    }

    private static bool IsVerb(string word, LintOptions options)
    {
        var verb = word.ToLowerInvariant().TrimEnd(',', ':', ';');
        var stem = verb.Split('-')[^1];
        return Verbs.Contains(verb) || Verbs.Contains(stem) || options.MoreVerbs.Contains(verb, StringComparer.OrdinalIgnoreCase);
    }

    private static string[] Words(string name) => name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static HashSet<string> LoadVerbs()
    {
        using var stream = typeof(VerbNounRule).Assembly.GetManifestResourceStream("Lint/Data/verbs.json")!;
        return JsonSerializer.Deserialize<List<string>>(stream)!.ToHashSet(StringComparer.Ordinal);
    }

    [GeneratedRegex("[A-Za-z]")]
    private static partial Regex LatinLetter();

    [GeneratedRegex("[^A-Za-z]")]
    private static partial Regex NotLetters();
}
