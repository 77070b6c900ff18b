using AfterSales.Engine;
using AfterSales.Service.Mail.Templates;
using AfterSales.Web.SignIn;

namespace AfterSales.Web.Hosting;

/// <summary>Starts, prepares accounts, says where everything is, and runs until it is stopped.</summary>
public static class HostRun
{
    /// <returns>The exit code: 0 after a normal stop, 1 when the machine does not allow a start.</returns>
    public static async Task<int> RunAfterSalesAsync(this WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (EngineStartException cannot)
        {
            return StartupFailure.Say(cannot.Message);
        }
        catch (MailTemplateException refused)
        {
            // What people write themselves says where and what is wrong; the trace of the program would only hide it.
            return StartupFailure.Say(refused.Message);
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            // Somebody took the port between the check and the start.
            return StartupFailure.Say($"{taken.Message.TrimEnd('.')}: stop the other program, or choose another address with AfterSales__Urls.");
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Told to stop before it had started: that is a stop like any other.
            return 0;
        }
        using (var scope = app.Services.CreateScope())
        {
            var advice = await scope.ServiceProvider.GetRequiredService<AccountSetup>().RunAsync();
            app.Services.GetRequiredService<Readiness>().Declare();
            StartBanner.Print(app.Services.GetRequiredService<AfterSalesSettings>(), advice);
        }
        await app.WaitForShutdownAsync();
        return 0;
    }
}
