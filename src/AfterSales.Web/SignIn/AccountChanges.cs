namespace AfterSales.Web.SignIn;

/// <summary>Counts what this program changed about accounts, so that what was remembered of them is not believed any longer.</summary>
public sealed class AccountChanges
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Note() => Interlocked.Increment(ref _count);
}
