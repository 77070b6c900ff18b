using System.Xml.Linq;

namespace AfterSales.Bpmn.Tests.Lint.Soundness;

/// <summary>Mistakes people make while drawing: a gateway of the wrong kind, a flow that leads elsewhere, one that is missing.</summary>
internal static class Mutation
{
    private static readonly string[] Gateways = ["exclusiveGateway", "parallelGateway", "inclusiveGateway"];

    /// <summary>A copy with up to three mistakes; every fourth has none. It may be one that cannot be deployed.</summary>
    public static string Of(string xml, int seed)
    {
        var random = new System.Random(seed);
        var document = XDocument.Parse(xml);
        for (var count = random.Next(4); count > 0; count--)
            Change(document.Root!, random);
        return document.ToString();
    }

    private static void Change(XElement root, System.Random random)
    {
        var flows = root.Descendants().Where(element => element.Name.LocalName == "sequenceFlow").ToList();
        switch (random.Next(5))
        {
            case 0 or 1:
                var gateways = root.Descendants().Where(element => Gateways.Contains(element.Name.LocalName)).ToList();
                if (gateways.Count > 0)
                    ChangeKind(Any(gateways), Gateways[random.Next(3)], flows);
                break;
            case 2:
                Any(flows).Remove();
                break;
            default:
                // Flows stay in their scope: neighbours in the file are.
                var flow = Any(flows);
                var siblings = flow.Parent!.Elements(flow.Name).Where(other => other != flow).ToList();
                if (siblings.Count > 0)
                    flow.SetAttributeValue("targetRef", (string)Any(siblings).Attribute("targetRef")!);
                break;
        }

        T Any<T>(List<T> items) => items[random.Next(items.Count)];
    }

    /// <summary>Conditions and the default flow follow the kind.</summary>
    private static void ChangeKind(XElement gateway, string kind, List<XElement> flows)
    {
        gateway.Name = gateway.Name.Namespace + kind;
        var leaving = flows.FindAll(flow => (string?)flow.Attribute("sourceRef") == (string)gateway.Attribute("id")!);
        gateway.Attribute("default")?.Remove();
        foreach (var (flow, index) in leaving.Select((flow, index) => (flow, index)))
        {
            flow.RemoveNodes();
            if (kind == "parallelGateway" || leaving.Count < 2)
                continue;
            if (index == 0)
                gateway.SetAttributeValue("default", (string)flow.Attribute("id")!);
            else
                flow.Add(new XElement(gateway.Name.Namespace + "conditionExpression", "=choose()"));
        }
    }
}
