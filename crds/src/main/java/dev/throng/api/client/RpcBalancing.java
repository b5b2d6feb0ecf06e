package dev.throng.api.client;

/** Which of a name's addresses a user's calls of gRPC go to; called as gRPC's own clients call it. */
public enum RpcBalancing {
    /** One, another for each user. */
    pickFirst,
    /** All, in turn. */
    roundRobin
}
