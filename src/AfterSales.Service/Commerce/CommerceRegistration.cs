using AfterSales.Engine.Commits;
using AfterSales.Engine.Jobs;
using AfterSales.Service.Charges;
using AfterSales.Service.Parts;
using AfterSales.Service.Quotations;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Service.Commerce;

/// <summary>Puts parts, quotations and charges into a host's services.</summary>
public static class CommerceRegistration
{
    public static IServiceCollection AddCommerce(this IServiceCollection services)
    {
        services.AddSingleton<DocumentNumbers>();
        services.AddSingleton<PartCatalog>();
        services.AddSingleton<PartQueries>();
        services.AddSingleton<QuotationQueries>();
        services.AddSingleton<ChargeQueries>();
        services.AddSingleton<IJobHandler, CheckStockJob>();
        services.AddSingleton<IJobHandler, RequestPartsJob>();
        services.AddSingleton<IJobHandler, IssuePartsJob>();
        services.AddSingleton<IJobHandler, OrderPartsJob>();
        services.AddSingleton<IJobHandler, ReceivePartsJob>();
        services.AddSingleton<IJobHandler, CancelPartsJob>();
        services.AddSingleton<IJobHandler, ReturnPartJob>();
        services.AddSingleton<IJobHandler, MakeQuotationJob>();
        services.AddSingleton<IJobHandler, AnswerQuotationJob>();
        services.AddSingleton<IJobHandler, RecordChargeJob>();
        services.AddSingleton<IJobHandler, HandToFinanceJob>();
        services.AddSingleton<IJobHandler, ConfirmPaymentJob>();
        services.AddSingleton<IJobHandler, ReportArrearsJob>();
        services.AddSingleton<IEngineObserver, ReservationObserver>();
        return services;
    }
}
