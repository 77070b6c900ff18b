namespace AfterSales.Feel.Dmn.Requirements;

/// <summary>
/// Finds elements that require themselves. Knowledge models alone may: they are functions, and a limit on nested calls
/// ends their recursion.
/// </summary>
internal static class RequirementCycle
{
    /// <summary>The elements of a cycle, the first again at the end; null when there is none.</summary>
    public static IReadOnlyList<DrgElement>? Find(IEnumerable<DrgElement> elements)
    {
        // Depth first without recursion, each element once: a chain of requirements may be as long as the file.
        var done = new HashSet<DrgElement>();
        var places = new Dictionary<DrgElement, int>();
        var path = new List<(DrgElement Element, int Next)>();
        foreach (var start in elements)
        {
            if (!done.Contains(start))
                Open(start);
            while (path.Count > 0)
            {
                var (element, next) = path[^1];
                if (next == element.Required.Count)
                {
                    path.RemoveAt(path.Count - 1);
                    places.Remove(element);
                    done.Add(element);
                    continue;
                }
                path[^1] = (element, next + 1);
                var required = element.Required[next];
                if (places.TryGetValue(required, out var from))
                {
                    if (path.Skip(from).Any(step => step.Element is not KnowledgeElement))
                        return [.. path.Skip(from).Select(step => step.Element), required];
                }
                else if (!done.Contains(required))
                {
                    Open(required);
                }
            }
        }
        return null;

        void Open(DrgElement element)
        {
            places.Add(element, path.Count);
            path.Add((element, 0));
        }
    }
}
