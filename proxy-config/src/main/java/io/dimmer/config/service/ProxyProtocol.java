package io.dimmer.config.service;

/** The version of the PROXY protocol with which an upstream is told who the client is. */
public enum ProxyProtocol {
    /** A line of text. */
    V1,
    /** Binary. */
    V2
}
