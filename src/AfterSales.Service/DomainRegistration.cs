using AfterSales.Engine.Jobs;
using AfterSales.Service.Contracts;
using AfterSales.Service.CorrectiveActions;
using AfterSales.Service.Equipment;
using AfterSales.Service.Registers;
using AfterSales.Service.Surveys;
using AfterSales.Service.Trainings;
using AfterSales.Service.WorkOrders;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Service;

/// <summary>Customers' equipment and contracts, work orders, trainings, surveys, corrective actions: what the steps of the workflows stand on.</summary>
internal static class DomainRegistration
{
    public static void AddDomainServices(this IServiceCollection services)
    {
        services.AddSingleton<WarrantyDecision>();
        services.AddSingleton(provider => new Entitlements(provider.GetRequiredService<Engine.ProcessEngine>(), provider.GetRequiredService<WarrantyDecision>()));
        services.AddSingleton<WorkOrderNotices>();
        services.AddSingleton<Dispatch>();
        services.AddSingleton<Engine.Outbox.IOutboxHandler, MovedWorkOrders>();
        services.AddSingleton<CustomerRegister>();
        services.AddSingleton<EquipmentRegister>();
        services.AddSingleton<ContractRegister>();
        services.AddSingleton(provider => new WorkOrderDesk(
            provider.GetRequiredService<Engine.ProcessEngine>(), provider.GetRequiredService<Cases.CaseVisibility>(), provider.GetRequiredService<Dispatch>(), provider.GetRequiredService<Calendars.CalendarRegistry>(),
            provider.GetRequiredService<WorkOrderNotices>()));
        services.AddSingleton<TrainingRegister>();
        services.AddSingleton<CorrectiveActionRegister>();
        services.AddSingleton<IJobHandler, FindEntitlementJob>();
        services.AddSingleton<IJobHandler, RegisterEquipmentJob>();
        services.AddSingleton<IJobHandler, OpenWorkOrderJob>();
        services.AddSingleton<IJobHandler, ScheduleWorkOrderJob>();
        services.AddSingleton<IJobHandler, CompleteWorkOrderJob>();
        services.AddSingleton<IJobHandler, CancelWorkOrderJob>();
        services.AddSingleton<IJobHandler, AddTrainingRecordJob>();
        services.AddSingleton<IJobHandler, RegisterCorrectiveActionJob>();
        services.AddSingleton<IJobHandler, RecordSurveyJob>();
    }
}
