using System.Security;
using System.Text.Json;
using System.Text.Json.Nodes;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Designer;

/// <summary>Files to begin with: as little as runs, in the shape the self-check asks for.</summary>
public static class BlankFiles
{
    /// <summary>A new file of this kind, named in the language of who begins it.</summary>
    public static string Of(ArtifactId id, string title) => id.Kind switch
    {
        ArtifactKind.Form => Form(id.Name, title),
        ArtifactKind.Decision => Decision(id.Name, SecurityElement.Escape(title)),
        ArtifactKind.Mail => MailSource.Write(LanguageCodes.All.ToDictionary(language => language, language => MailFile(language, title))),
        _ => Workflow(id.Name, SecurityElement.Escape(title)),
    };

    private static string Workflow(string id, string title) =>
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="Definitions_{id}" targetNamespace="http://bpmn.io/schema/bpmn" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.8.0">
          <bpmn:collaboration id="Collaboration_1">
            <bpmn:participant id="Participant_1" name="{title}" processRef="{id}" />
          </bpmn:collaboration>
          <bpmn:process id="{id}" name="{title}" isExecutable="true">
            <bpmn:extensionElements>
              <zeebe:properties>
                <zeebe:property name="ownerDepartment" value="service-centre" />
              </zeebe:properties>
            </bpmn:extensionElements>
            <bpmn:laneSet id="LaneSet_1">
              <bpmn:lane id="Lane_1" name="Customer service centre">
                <bpmn:extensionElements>
                  <zeebe:properties>
                    <zeebe:property name="role" value="service-centre" />
                    <zeebe:property name="name.fa" value="مرکز خدمات مشتریان" />
                    <zeebe:property name="name.zh" value="客户服务中心" />
                  </zeebe:properties>
                </bpmn:extensionElements>
                <bpmn:flowNodeRef>Start_1</bpmn:flowNodeRef>
              </bpmn:lane>
            </bpmn:laneSet>
            <bpmn:startEvent id="Start_1" />
          </bpmn:process>
          <bpmndi:BPMNDiagram id="Diagram_1">
            <bpmndi:BPMNPlane id="Plane_1" bpmnElement="Collaboration_1">
              <bpmndi:BPMNShape id="Participant_1_di" bpmnElement="Participant_1" isHorizontal="true">
                <dc:Bounds x="160" y="80" width="900" height="220" />
              </bpmndi:BPMNShape>
              <bpmndi:BPMNShape id="Lane_1_di" bpmnElement="Lane_1" isHorizontal="true">
                <dc:Bounds x="190" y="80" width="870" height="220" />
              </bpmndi:BPMNShape>
              <bpmndi:BPMNShape id="Start_1_di" bpmnElement="Start_1">
                <dc:Bounds x="250" y="172" width="36" height="36" />
              </bpmndi:BPMNShape>
            </bpmndi:BPMNPlane>
          </bpmndi:BPMNDiagram>
        </bpmn:definitions>

        """;

    private static string Form(string id, string title) => new JsonObject
    {
        ["id"] = id,
        ["type"] = "default",
        ["schemaVersion"] = 19,
        ["executionPlatform"] = "Camunda Cloud",
        ["executionPlatformVersion"] = "8.8.0",
        ["aftersales"] = new JsonObject { ["title"] = new JsonObject { ["en"] = title } },
        ["components"] = new JsonArray(),
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";

    private static string Decision(string id, string title) =>
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" id="Definitions_{id}" name="{title}" namespace="http://camunda.org/schema/1.0/dmn">
          <decision id="{id}" name="{title}">
            <decisionTable id="Table_1" hitPolicy="FIRST">
              <input id="Input_1">
                <inputExpression id="InputExpression_1" typeRef="string"><text></text></inputExpression>
              </input>
              <output id="Output_1" name="result" typeRef="string" />
            </decisionTable>
          </decision>
          <dmndi:DMNDI>
            <dmndi:DMNDiagram>
              <dmndi:DMNShape dmnElementRef="{id}">
                <dc:Bounds height="80" width="180" x="160" y="100" />
              </dmndi:DMNShape>
            </dmndi:DMNDiagram>
          </dmndi:DMNDI>
        </definitions>

        """;

    private static string MailFile(Language language, string title)
    {
        var words = TextCatalog.For(language);
        return $"=== subject ===\n{title}: {{{{case.subject}}}} ({{{{case.number}}}})\n=== preheader ===\n{{{{case.subject}}}}\n=== body ===\n{{{{> head kind=\"{words["designer.blank.mailKind"]}\"}}}}\n"
            + $"{{{{> title text=title}}}}\n{{{{#> lead}}}}{words["designer.blank.mailGreeting"]}{{{{/lead}}}}\n{{{{> words text=message}}}}\n"
            + $"{{{{> actions href=case.url label=\"{words["designer.blank.mailButton"]}\"}}}}\n{{{{> address href=case.url}}}}\n";
    }
}
