namespace AfterSales.Feel.Dmn;

/// <summary>The model, or what is wrong with the file. With problems there is no model.</summary>
public sealed record DmnRead(DmnModel? Model, IReadOnlyList<DmnProblem> Problems);

/// <summary>Something wrong with a DMN file.</summary>
/// <param name="ElementId">The element it concerns; empty when it has no id.</param>
/// <param name="Line">From 1; 0 when unknown.</param>
public sealed record DmnProblem(string ElementId, int Line, string Message);
