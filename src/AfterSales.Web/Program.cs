using AfterSales.Web.Hosting;

var builder = WebApplication.CreateBuilder(HomeFolder.Options(args));
if (!builder.TryAddSettings(out var settings, out var mistake))
    return StartupFailure.Say(mistake);
if (StartupChecks.Problem(settings) is { } problem)
    return StartupFailure.Say(problem);

builder.AddHost(settings).AddDomain(settings).AddSite();

var app = builder.Build();
app.UseSite();
return await app.RunAfterSalesAsync();
