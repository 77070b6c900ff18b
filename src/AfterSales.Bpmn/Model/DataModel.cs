namespace AfterSales.Bpmn.Model;

/// <summary>
/// A document, record or information system drawn beside the steps that use it. By our convention the property
/// <c>kind</c> tells a <c>document</c> (guides a step) from a <c>record</c> (proves it), and <c>storage</c> says where it is kept.
/// </summary>
public sealed class DataModel : ModelNode
{
    /// <summary><c>dataObjectReference</c> or <c>dataStoreReference</c>.</summary>
    public required string Kind { get; init; }

    public bool IsStore => Kind == "dataStoreReference";
}

/// <summary>A data association of an activity or event.</summary>
/// <param name="DataIds">What it reads or writes.</param>
public sealed record DataAssociation(string Id, int Line, IReadOnlyList<string> DataIds);
