using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Service.Designer;

/// <summary>Puts drafts, library and publishing into a host's services.</summary>
internal static class DesignerRegistration
{
    public static IServiceCollection AddDesigner(this IServiceCollection services, SignOff signOff)
    {
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
        services.AddSingleton<Releases>();
        services.AddSingleton<IReleaseNews, ReleaseMails>();
        return services;
    }
}
