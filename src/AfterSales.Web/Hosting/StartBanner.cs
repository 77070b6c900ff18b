using AfterSales.Web.SignIn;

namespace AfterSales.Web.Hosting;

/// <summary>What is printed when everything runs: where, and how to sign in.</summary>
public static class StartBanner
{
    public static void Print(AfterSalesSettings settings, SignInAdvice advice)
    {
        var lines = new List<string> { "", "  AfterSales runs.", "" };
        void Say(string what, string how) => lines.Add($"  {what,-16}{how}");

        Say("Open", settings.PublicUrl);
        Say("Make a request", settings.PublicUrl + "/request");
        if (settings.UsesDevMailbox)
            Say("Read the mails", settings.PublicUrl + "/mailbox (after signing in; nothing leaves this machine)");
        Say("Sign in as", advice.AdminPassword is { } password
            ? $"{Account.AdminName} with the password {password} (shown this once)"
            : $"{Account.AdminName} with its password");
        if (advice.DemoPassword is { } demo)
            Say("", $"or as any of the demo people, for example sales-desk, with the password {demo}");
        Say("Data is in", settings.DataDirectory);
        lines.Add("");
        foreach (var line in lines)
            Console.WriteLine(line);
    }
}
