using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages;

/// <summary>The inputs of the request form; names are those of the request itself.</summary>
public sealed class RequestInput
{
    /// <summary>Made when the form was drawn: the same key again is the same request.</summary>
    [BindProperty(Name = "__key")]
    public string Key { get; set; } = "";

    [BindProperty(Name = "kind")]
    public string Kind { get; set; } = "";

    [BindProperty(Name = "subject")]
    public string? Subject { get; set; }

    [BindProperty(Name = "description")]
    public string? Description { get; set; }

    [BindProperty(Name = "urgency")]
    public string Urgency { get; set; } = "normal";

    [BindProperty(Name = "productModel")]
    public string? ProductModel { get; set; }

    [BindProperty(Name = "serialNumber")]
    public string? SerialNumber { get; set; }

    [BindProperty(Name = "orderNumber")]
    public string? OrderNumber { get; set; }

    [BindProperty(Name = "customerName")]
    public string? CustomerName { get; set; }

    [BindProperty(Name = "customerEmail")]
    public string? CustomerEmail { get; set; }

    [BindProperty(Name = "customerPhone")]
    public string? CustomerPhone { get; set; }

    [BindProperty(Name = "customerCompany")]
    public string? CustomerCompany { get; set; }

    [BindProperty(Name = "channel")]
    public string? Channel { get; set; }

    [BindProperty(Name = "language")]
    public string? Language { get; set; }
}
