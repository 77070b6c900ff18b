using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Service.Designer.Replay;
using AfterSales.Service.Designer.Runs;
using AfterSales.Service.Designer.Scenarios;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Service.Designer;

/// <summary>Puts drafts, library and publishing into a host's services.</summary>
internal static class DesignerRegistration
{
    public static IServiceCollection AddDesigner(this IServiceCollection services, SignOff signOff)
    {
        services.AddSingleton<Migration.CaseMigration>();
        services.AddSingleton(signOff);
        services.AddSingleton<PublishedArtifacts>();
        services.AddSingleton<Drafts>();
        services.AddSingleton<Library>();
        services.AddSingleton<Archive>();
        services.AddSingleton<EditorVocabulary>();
        services.AddSingleton<MailPreviews>();
        services.AddSingleton<PublishingGate>();
        services.AddSingleton<Publication>();
        services.AddSingleton<PublicationWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<PublicationWatch>());
        services.AddSingleton<Retirement>();
        services.AddSingleton(provider => new StepOutcomes(provider.GetRequiredService<ProcessEngine>().Feel));
        services.AddSingleton<RunLibraries>();
        services.AddSingleton<RunParts>();
        services.AddSingleton(provider => new TestRuns(
            provider.GetRequiredService<ProcessEngine>(), provider.GetRequiredService<RunLibraries>(), provider.GetRequiredService<RunParts>(),
            provider.GetRequiredService<Escalation.EscalationPolicies>()));
        services.AddSingleton(provider => new RunStart(
            provider.GetRequiredService<ProcessEngine>().Feel, provider.GetRequiredService<Calendars.CalendarRegistry>(), provider.GetRequiredService<AfterSalesOptions>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ScenarioBook>();
        services.AddSingleton<LiveCoverage>();
        services.AddSingleton<CaseReplay>();
        services.AddSingleton<IEngineObserver, GivenObserver>();
        services.AddSingleton<Releases>();
        services.AddSingleton<IReleaseNews, ReleaseMails>();
        return services;
    }
}
