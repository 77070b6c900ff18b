using AfterSales.Feel.Values;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>
/// What the automatic steps of a path answer where no handler does the work: by element id or job type, one context of
/// variables or a list of them, one for each time (the last repeats). What the path says goes before what its file says.
/// </summary>
internal sealed class PathJobs(FeelContext ofFile, FeelContext ofPath)
{
    /// <summary>Answers for one run; each run counts anew.</summary>
    public Func<string, string, FeelContext> Run()
    {
        var times = new Dictionary<string, int>();
        return (elementId, jobType) =>
        {
            var turn = times[elementId] = times.GetValueOrDefault(elementId, -1) + 1;
            return (Find(elementId) ?? Find(jobType)) switch
            {
                FeelContext once => once,
                FeelList { Items.Count: > 0 } several => (FeelContext)several.Items[Math.Min(turn, several.Items.Count - 1)],
                _ => FeelContext.Empty,
            };
        };
    }

    private FeelValue? Find(string key) => ofPath.Entries.GetValueOrDefault(key) ?? ofFile.Entries.GetValueOrDefault(key);
}
