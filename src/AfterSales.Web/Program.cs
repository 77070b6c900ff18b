using AfterSales.Web.Hosting;

var builder = WebApplication.CreateBuilder(args);
var settings = builder.AddSettings();
if (StartupChecks.Problem(settings) is { } problem)
    return StartupFailure.Say(problem);

builder.AddHost(settings).AddDomain(settings).AddSite();

var app = builder.Build();
app.UseSite();
return await app.RunAfterSalesAsync();
