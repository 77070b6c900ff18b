using AfterSales.Bpmn.Compilation;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Workflows;

/// <summary>The name of a part of a diagram in every language it was given in; the id stands in for a missing name.</summary>
internal static class PartNames
{
    public static LocalText Of(ModelPart part) => new(
        string.IsNullOrWhiteSpace(part.Name) ? part.Id : part.Name,
        part.Properties.GetValueOrDefault(ElementProperties.NamePersian),
        part.Properties.GetValueOrDefault(ElementProperties.NameChinese));
}
