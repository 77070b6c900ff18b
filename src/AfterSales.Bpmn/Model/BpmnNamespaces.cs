namespace AfterSales.Bpmn.Model;

/// <summary>The XML namespaces that carry meaning.</summary>
public static class BpmnNamespaces
{
    public const string Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    public const string Di = "http://www.omg.org/spec/BPMN/20100524/DI";
    public const string DiagramBounds = "http://www.omg.org/spec/DD/20100524/DC";
    public const string DiagramPoints = "http://www.omg.org/spec/DD/20100524/DI";
    public const string Zeebe = "http://camunda.org/schema/zeebe/1.0";
    public const string Camunda7 = "http://camunda.org/schema/1.0/bpmn";
}
