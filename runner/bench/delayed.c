/*
 * A target that answers every request after the same delay, and keeps a record of how long each took: from its arrival, as
 * the kernel stamped it, to its answer. One thread, one request per read: made for load generators on loopback.
 *
 *     cc -O2 -o delayed delayed.c && ./delayed MICROSECONDS RECORD
 *
 * Says its port on standard output; SIGTERM writes the record, one number of microseconds per line.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000000LL
#define MOST_WAITING 65536
#define MOST_RECORDED 4000000

static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{\"ok\":true}";

static struct {
    int client;
    long long arrived;
} waiting[MOST_WAITING];
static unsigned first, next;

static int took[MOST_RECORDED];
static int recorded;
static volatile sig_atomic_t over;

static void end(int number) {
    (void)number;
    over = 1;
}

static long long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    return time.tv_sec * SECOND + time.tv_nsec;
}

static void watch(int epoll, int socket) {
    struct epoll_event event = {.events = EPOLLIN, .data.fd = socket};
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
        setsockopt(client, SOL_SOCKET, SO_TIMESTAMPNS, &one, sizeof one);
        watch(epoll, client);
    }
}

static void take(int client) {
    char request[65536];
    char control[CMSG_SPACE(sizeof(struct timespec))];
    struct iovec part = {.iov_base = request, .iov_len = sizeof request};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
    ssize_t count = recvmsg(client, &message, 0);
    if (count == 0 || (count < 0 && errno != EAGAIN)) {
        close(client);
    } else if (count > 0 && next - first < MOST_WAITING) {
        long long arrived = now();
        for (struct cmsghdr *each = CMSG_FIRSTHDR(&message); each != NULL; each = CMSG_NXTHDR(&message, each)) {
            if (each->cmsg_level == SOL_SOCKET && each->cmsg_type == SCM_TIMESTAMPNS) {
                struct timespec stamp;
                memcpy(&stamp, CMSG_DATA(each), sizeof stamp);
                arrived = stamp.tv_sec * SECOND + stamp.tv_nsec;
            }
        }
        waiting[next % MOST_WAITING].client = client;
        waiting[next++ % MOST_WAITING].arrived = arrived;
    }
}

/* Sends what is due; nanoseconds until the next one is. */
static long long answer_due(long long delay) {
    while (first != next) {
        long long left = waiting[first % MOST_WAITING].arrived + delay - now();
        if (left > 0) {
            return left;
        }
        send(waiting[first % MOST_WAITING].client, answer, sizeof answer - 1, MSG_NOSIGNAL);
        if (recorded < MOST_RECORDED) {
            took[recorded++] = (int)((now() - waiting[first % MOST_WAITING].arrived) / 1000);
        }
        first++;
    }
    return SECOND;
}

int main(int count, char **arguments) {
    if (count != 3) {
        fprintf(stderr, "usage: delayed MICROSECONDS RECORD\n");
        return 2;
    }
    long long delay = atoll(arguments[1]) * 1000;
    struct sigaction ends = {.sa_handler = end};
    sigaction(SIGTERM, &ends, NULL);
    int one = 1;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 8192) != 0
        || getsockname(listener, (struct sockaddr *)&address, &length) != 0) {
        perror("listen");
        return 1;
    }
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    int epoll = epoll_create1(0);
    watch(epoll, listener);
    while (!over) {
        struct epoll_event events[256];
        long long left = answer_due(delay);
        struct timespec limit = {.tv_sec = left / SECOND, .tv_nsec = left % SECOND};
        int ready = epoll_pwait2(epoll, events, 256, &limit, NULL);
        for (int i = 0; i < ready; i++) {
            if (events[i].data.fd == listener) {
                welcome(epoll, listener);
            } else {
                take(events[i].data.fd);
            }
        }
    }
    FILE *record = fopen(arguments[2], "w");
    for (int i = 0; record != NULL && i < recorded; i++) {
        fprintf(record, "%d\n", took[i]);
    }
    return record == NULL || fclose(record) != 0;
}
