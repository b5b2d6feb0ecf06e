"""What the loopback interface itself saw of exchanges, by the kernel's stamps of its packets. Needs the right to open a packet socket."""
import collections
import ctypes
import socket
import struct
import threading

SO_TIMESTAMPNS = 35
SO_RCVBUFFORCE = 33
SO_ATTACH_FILTER = 26
ETH_P_IP = 0x0800
SERVER_FRAMES = (0, 1)  # DATA and HEADERS
END_STREAM = 1


def port_filter(port):
    """Classic BPF over Ethernet's header: packets of TCP over IPv4, without options, to or from the port."""
    code = [(0x28, 0, 0, 12), (0x15, 0, 6, ETH_P_IP), (0x30, 0, 0, 23), (0x15, 0, 4, 6), (0x28, 0, 0, 34), (0x15, 3, 0, port),
            (0x28, 0, 0, 36), (0x15, 1, 0, port), (0x06, 0, 0, 0), (0x06, 0, 0, 0x40000)]
    packed = b"".join(struct.pack("HBBI", *line) for line in code)
    buffer = ctypes.create_string_buffer(packed)
    return struct.pack("HL", len(code), ctypes.addressof(buffer)), buffer


class Wire:
    """Remembers when each request and each answer of one port were on the wire; answers come in the order of the requests."""

    def __init__(self, kind, port):
        self.kind, self.port = kind, port
        self.asked, self.exchanges = {}, []
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_IP))
        program, self.kept = port_filter(port)
        self.socket.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, program)
        self.socket.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, 64 << 20)
        self.socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self.socket.bind(("lo", 0))
        self.socket.settimeout(0.2)
        self.packets, self.ended = [], False
        self.thread = threading.Thread(target=self.listen, daemon=True)
        self.thread.start()

    def listen(self):
        while not self.ended:
            try:
                data, extra, _, _ = self.socket.recvmsg(65600, 64)  # as it arrives: what goes out is told to other sockets only
            except TimeoutError:
                continue
            seconds, nanos = struct.unpack("qq", extra[0][2][:16])
            self.packets.append((seconds * 1_000_000_000 + nanos, data))

    def close(self):
        """The exchanges as (asked, answered) in nanoseconds, in the order of asking."""
        self.ended = True
        self.thread.join()
        self.socket.close()
        for at, data in self.packets:
            self.packet(at, data)
        return sorted(self.exchanges)

    def packet(self, at, data):
        head = 14 + (data[14] & 15) * 4
        source, target = struct.unpack_from("!HH", data, head)
        payload = data[head + (data[head + 12] >> 4) * 4:14 + struct.unpack_from("!H", data, 16)[0]]
        if payload:
            client = target == self.port
            getattr(self, "frames" if self.kind in ("http2", "grpc") else self.kind)(at, client, source if client else target, payload)

    def ask(self, at, key):
        self.asked.setdefault(key, collections.deque()).append(at)

    def answer(self, at, key):
        waiting = self.asked.get(key)
        if waiting:
            self.exchanges.append((waiting.popleft(), at))

    def frames(self, at, client, connection, payload):
        place = 24 if payload.startswith(b"PRI * HTTP/2.0") else 0
        while place + 9 <= len(payload):
            length, kind, flags, stream = struct.unpack("!HBBI", payload[place + 1:place + 9])
            if client and kind == 1:
                self.ask(at, (connection, stream))
            elif not client and kind in SERVER_FRAMES and flags & END_STREAM:
                self.answer(at, (connection, stream))
            place += 9 + length

    def websocket(self, at, client, connection, payload):
        place, mask = 0, 4 if client else 0
        while place < len(payload) and payload[place] in (0x81, 0x82):
            (self.ask if client else self.answer)(at, connection)
            place += 2 + mask + (payload[place + 1] & 0x7f)

    def events(self, at, client, connection, payload):
        if client:
            self.ask(at, connection)
        elif b"data:" in payload:
            self.answer(at, connection)
