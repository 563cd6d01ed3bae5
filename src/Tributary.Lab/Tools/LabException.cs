namespace Tributary.Lab;

/// <summary>A run cannot be made: something outside of this program is not there, or failed.</summary>
/// <param name="message">One line: what, where, what to do.</param>
public class LabException(string message) : Exception(message);
