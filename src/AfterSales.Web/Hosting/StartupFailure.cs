namespace AfterSales.Web.Hosting;

/// <summary>How the program ends when it cannot start: one sentence on standard error, exit code 1.</summary>
public static class StartupFailure
{
    public static int Say(string problem)
    {
        Console.Error.WriteLine(problem);
        return 1;
    }
}
