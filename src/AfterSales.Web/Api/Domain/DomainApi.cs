using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.Domain;

/// <summary>
/// The after-sales API under <c>/api</c>: requests come in, cases and their deadlines can be read, mails of the built-in
/// mailbox too. Basic authentication; readers see the cases they see on the pages.
/// </summary>
public static class DomainApi
{
    public static RouteGroupBuilder MapDomainApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithGroupName("domain").DisableAntiforgery();
        RequestsApi.Map(api);
        CasesApi.Map(api);
        RecordsApi.Map(api);
        KpisApi.Map(api);
        SchedulesApi.Map(api);
        CalendarsApi.Map(api);
        EscalationPoliciesApi.Map(api);
        MailApi.Map(api);
        LintApi.Map(api);
        DesignerApi.Map(api);
        RunsApi.Map(api);
        RegisterEndpoints.Map(api);
        TradeApi.Map(api);
        api.Map("/{**path}", (HttpContext http) => ApiProblem.NotFound(http, $"{http.Request.Method} {http.Request.Path} is not part of this API."))
            .ExcludeFromDescription();
        return api;
    }
}
