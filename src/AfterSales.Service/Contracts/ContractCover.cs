namespace AfterSales.Service.Contracts;

/// <summary>What a contract can make free of charge, and the response classes it can promise. Their names are text keys <c>contract.cover.{id}</c> and <c>contract.response.{id}</c>.</summary>
public static class ContractCover
{
    public static IReadOnlyList<string> All { get; } = ["labour", "parts", "travel", "consumables"];

    public static IReadOnlyList<string> ResponseClasses { get; } = ["urgent", "ordinary", "complex"];
}
