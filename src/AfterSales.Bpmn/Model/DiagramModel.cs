namespace AfterSales.Bpmn.Model;

/// <summary>A rectangle of the drawing, in its own units; y grows downwards.</summary>
public readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public double CenterX => X + Width / 2;

    /// <summary>Smaller by so much on each side; larger when negative.</summary>
    public Box Shrunk(double by) => new(X + by, Y + by, Width - 2 * by, Height - 2 * by);

    public bool Overlaps(Box other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;

    public bool Contains(Box other) => X <= other.X && Y <= other.Y && other.Right <= Right && other.Bottom <= Bottom;

    public bool Touches(Point point, double tolerance) =>
        point.X >= X - tolerance && point.X <= Right + tolerance && point.Y >= Y - tolerance && point.Y <= Bottom + tolerance;
}

/// <summary>A point of the drawing.</summary>
public readonly record struct Point(double X, double Y);

/// <summary>Where an element is drawn (diagram interchange).</summary>
/// <param name="ElementId">The element it shows; also pools, lanes and data objects.</param>
/// <param name="Label">Where its name stands, if that has a place of its own.</param>
public sealed record DiagramShape(string ElementId, int Line, Box Bounds, Box? Label);

/// <summary>The line drawn for a sequence flow, message flow, association or data association.</summary>
public sealed record DiagramEdge(string ElementId, int Line, IReadOnlyList<Point> Points, Box? Label);
