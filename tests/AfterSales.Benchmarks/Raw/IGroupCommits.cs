namespace AfterSales.Benchmarks.Raw;

/// <summary>The quickest way we know to write a group of instances to a database.</summary>
internal interface IGroupCommits : IDisposable
{
    /// <summary>Writes one commit of the sequence for every instance of the group, in one transaction.</summary>
    /// <param name="keys">The keys of each instance; those not made yet are 0 and are made from <paramref name="lastKey"/> on, so that they grow with time as the engine's do.</param>
    void Write(int commit, long[][] keys, ref long lastKey);
}
