/*
 * A target that answers every request with the same 150-byte JSON document, where nginx would be the bottleneck.
 * One thread, one request per read: made for load generators on loopback, not for a network.
 *
 *     cc -O2 -o target target.c && ./target PORT
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static const char answer[] =
    "HTTP/1.1 200 OK\r\nServer: target\r\nContent-Type: application/json\r\nContent-Length: 150\r\nConnection: keep-alive\r\n\r\n"
    "{\"id\":12345,\"name\":\"An item of some kind\",\"price\":1234.56,\"tags\":[\"alpha\",\"beta\",\"gamma\"],"
    "\"available\":true,\"description\":\"A short text to fill it up\"}";

static void watch(int epoll, int socket, unsigned events) {
    struct epoll_event event = {.events = events, .data.fd = socket};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event) != 0) {
        perror("epoll_ctl");
        exit(1);
    }
}

static void welcome(int epoll, int listener) {
    int one = 1;
    int client = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
    if (client >= 0) {
        setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        watch(epoll, client, EPOLLIN);
    }
}

static void serve(int client) {
    char request[65536];
    ssize_t count = recv(client, request, sizeof request, 0);
    if (count == 0 || (count < 0 && errno != EAGAIN)) {
        close(client);
    } else if (count > 0) {
        send(client, answer, sizeof answer - 1, MSG_NOSIGNAL);
    }
}

int main(int count, char **arguments) {
    int one = 1;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(count > 1 ? atoi(arguments[1]) : 0),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 8192) != 0) {
        perror("listen");
        return 1;
    }
    int epoll = epoll_create1(0);
    watch(epoll, listener, EPOLLIN);
    for (;;) {
        struct epoll_event ready[256];
        int many = epoll_wait(epoll, ready, 256, -1);
        for (int i = 0; i < many; i++) {
            if (ready[i].data.fd == listener) {
                welcome(epoll, listener);
            } else {
                serve(ready[i].data.fd);
            }
        }
    }
}
