using System.Numerics;

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

    public void Include(Marking other)
    {
        for (var word = 0; word < words.Length; word++)
            words[word] |= other.words[word];
    }

    public void ClearAll() => Array.Clear(words);

    /// <summary>The bits that are set, from one up to, but without, another, in order.</summary>
    public IEnumerable<int> Bits(int from, int until)
    {
        for (var bit = Next(from, until); bit < until; bit = Next(bit + 1, until))
            yield return bit;
    }

    public bool HasAny(int from, int until) => Next(from, until) < until;

    private int Next(int from, int until)
    {
        for (var bit = from; bit < until; bit = (bit | 63) + 1)
            if (words[bit >> 6] >> (bit & 63) is not 0 and var rest)
                return bit + BitOperations.TrailingZeroCount(rest);
        return until;
    }

    /// <summary>Whether a bit is set in both.</summary>
    public bool Meets(Marking other)
    {
        for (var word = 0; word < words.Length; word++)
            if ((words[word] & other.words[word]) != 0)
                return true;
        return false;
    }

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
