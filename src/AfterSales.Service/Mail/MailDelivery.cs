namespace AfterSales.Service.Mail;

/// <summary>How one attempt ended.</summary>
public sealed record MailDelivery(MailDeliveryState State, string Detail)
{
    /// <summary>The server took responsibility for the mail; <paramref name="reply"/> is what it said.</summary>
    public static MailDelivery Accepted(string reply) => new(MailDeliveryState.Accepted, reply);

    /// <summary>Not now: the server is away, busy or wrongly configured. The same mail is tried again later.</summary>
    public static MailDelivery NotNow(string reason) => new(MailDeliveryState.NotNow, reason);

    /// <summary>Never: this receiver or this mail is refused for good. Trying again would not help.</summary>
    public static MailDelivery Refused(string reason) => new(MailDeliveryState.Refused, reason);
}

/// <summary>See <see cref="MailDelivery"/>.</summary>
public enum MailDeliveryState { Accepted, NotNow, Refused }
