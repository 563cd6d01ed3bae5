namespace Tributary.Server;

/// <summary>Fields of one kind of object in another.</summary>
internal static class ApiFields
{
    extension<T>(ApiField<T> field)
    {
        /// <summary>The same field of an object that holds one of these.</summary>
        /// <param name="inner">Takes out the one that has the field.</param>
        public ApiField<TOuter> Of<TOuter>(Func<TOuter, T> inner) => new(field.Name, field.Since, (writer, outer) => field.Write(writer, inner(outer)));
    }
}
