using System.Net.Sockets;
using System.Text;

namespace Tributary.EndToEnd;

/// <summary>Hands mail to a server by LMTP, as Postfix does: what is not acknowledged is handed over again.</summary>
internal static class LmtpCaller
{
    /// <summary>Hands over mails in order, and takes those that were acknowledged from the queue.</summary>
    /// <param name="path">The socket.</param>
    /// <param name="mails">The mails, lines with LF.</param>
    /// <returns>False when the server hung up before all were taken.</returns>
    public static bool TryDeliver(string path, Queue<string> mails)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(path));
            using var stream = new NetworkStream(socket);
            using var said = new StreamReader(stream);
            if (said.ReadLine() is not ['2', ..]) return false;
            while (mails.TryPeek(out var mail))
            {
                stream.Write(Encoding.UTF8.GetBytes($"MAIL FROM:<x@example.org>\r\nRCPT TO:<bpf@vger.kernel.org>\r\nDATA\r\n{mail.Replace("\n", "\r\n", StringComparison.Ordinal)}\r\n.\r\n"));
                for (var answer = 0; answer < 4; answer++)
                {
                    if (said.ReadLine() is not ['2' or '3', ..]) return false;
                }

                mails.Dequeue();
            }

            return true;
        }
        catch (Exception gone) when (gone is SocketException or IOException)
        {
            return false;
        }
    }
}
