namespace AfterSales.Bpmn.Lint.Soundness;

/// <summary>Where the tokens of a part are: one bit per element that holds one, per flow one waits on, per event that has happened.</summary>
internal readonly struct Marking : IEquatable<Marking>
{
    private readonly ulong[] words;

    private Marking(ulong[] words) => this.words = words;

    public bool this[int bit] => (words[bit >> 6] & 1UL << (bit & 63)) != 0;

    public static Marking Empty(int length) => new(new ulong[length]);

    public Marking Copy() => new([.. words]);

    public void Set(int bit) => words[bit >> 6] |= 1UL << (bit & 63);

    public void Clear(int bit) => words[bit >> 6] &= ~(1UL << (bit & 63));

    public void ClearAll() => Array.Clear(words);

    public bool Equals(Marking other) => words.AsSpan().SequenceEqual(other.words);

    public override bool Equals(object? obj) => obj is Marking other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var word in words)
            hash.Add(word);
        return hash.ToHashCode();
    }
}
