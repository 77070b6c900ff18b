using AfterSales.Web.Api.Domain;
using AfterSales.Web.Api.V2;

namespace AfterSales.Web.Api;

/// <summary>The two APIs and their OpenAPI documents: <c>/openapi/engine.json</c> and <c>/openapi/domain.json</c>.</summary>
public static class ApiComposition
{
    private static readonly (string Name, string Title)[] Documents =
    [
        ("engine", "AfterSales engine API (Camunda 8 compatible)"),
        ("domain", "AfterSales API"),
    ];

    public static IServiceCollection AddApiDocuments(this IServiceCollection services)
    {
        foreach (var (name, title) in Documents)
            services.AddOpenApi(name, options => options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = title;
                return Task.CompletedTask;
            }));
        return services;
    }

    public static void MapApis(this WebApplication app)
    {
        app.MapEngineApi();
        app.MapDomainApi();
        CalendarFeedApi.Map(app);
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
    }
}
