using AfterSales.Web.SignIn;

namespace AfterSales.Web.Hosting;

/// <summary>What is printed when everything runs: where, and how to sign in.</summary>
public static class StartBanner
{
    public static void Print(AfterSalesSettings settings, SignInAdvice advice)
    {
        var lines = new List<string>
        {
            "",
            "  AfterSales runs.",
            "",
            $"  Open          {settings.PublicUrl}",
            $"  Make a request{"",1}{settings.PublicUrl}/request",
        };
        if (settings.UsesDevMailbox)
            lines.Add($"  Read the mails {settings.PublicUrl}/mailbox (after signing in; nothing leaves this machine)");
        lines.Add("");
        if (advice.AdminPassword is { } password)
            lines.Add($"  Sign in as     {Account.AdminName} with the password {password} (shown this once)");
        else
            lines.Add($"  Sign in as     {Account.AdminName} with its password");
        if (advice.DemoPassword is { } demo)
            lines.Add($"                 or as anybody of the demo people, for example sales-desk, with the password {demo}");
        lines.Add($"  Data is in     {settings.DataDirectory}");
        lines.Add("");
        foreach (var line in lines)
            Console.WriteLine(line);
    }
}
