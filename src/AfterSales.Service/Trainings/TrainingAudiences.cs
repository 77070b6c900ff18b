namespace AfterSales.Service.Trainings;

/// <summary>Who is trained. Their names are text keys <c>training.audience.{id}</c>.</summary>
public static class TrainingAudiences
{
    public const string Customer = "customer";
    public const string Staff = "staff";

    public static IReadOnlyList<string> All { get; } = [Customer, Staff];
}
