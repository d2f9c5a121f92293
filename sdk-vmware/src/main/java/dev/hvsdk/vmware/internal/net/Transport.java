/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.net;

import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import java.io.InputStream;
import javax.xml.stream.XMLStreamException;

/** Carries calls to a server and its answers back. Implementations are thread-safe. */
public interface Transport extends AutoCloseable {
    /** Reads an answer as it comes. */
    @FunctionalInterface
    interface Reader<T> {
        /** What the answer says; the stream ends with an IOException when the deadline has passed. */
        T read(InputStream answer) throws XMLStreamException;
    }

    /**
     * Sends a call and reads the answer.
     *
     * @param version the version of the API in which it is meant; empty for the oldest
     * @throws dev.hvsdk.vmware.internal.soap.SoapFault by the reader, if the server refuses
     * @throws BusyException if the server says that it has no time for it, and has done nothing
     * @throws dev.hvsdk.api.HypervisorException if there is no answer in time, or none that can be read
     */
    <T> T send(byte[] call, String version, Deadline deadline, ErrorFactory about, Reader<T> reader);

    /** Files of the same server, by the same session. */
    FileTransport files();

    /** Forgets the session, so that the next call begins a new one. */
    void forgetSession();

    /** Ends what is under way. */
    @Override
    void close();
}
