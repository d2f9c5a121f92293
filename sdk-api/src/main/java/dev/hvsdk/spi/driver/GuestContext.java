/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.driver;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OperationSource;
import java.util.function.Function;
import org.apiguardian.api.API;

/** One guest, as its capabilities see it. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class GuestContext {
    private final HostContext host;
    private final HostDriver driver;
    private final GuestId id;

    GuestContext(HostContext host, HostDriver driver, GuestId id) {
        this.host = host;
        this.driver = driver;
        this.id = id;
    }

    /** The connection. */
    public HostContext host() {
        return host;
    }

    HostDriver driver() {
        return driver;
    }

    /** The id by which the host knows it. */
    public GuestId id() {
        return id;
    }

    /** One reading of it. */
    public GuestInfo info() {
        return driver.read(id);
    }

    /** Errors that say what was being done with it. */
    public ErrorFactory errors(String operation) {
        return host.errors(operation).subject(subject());
    }

    /** Runs a change of it as an operation; it fails if the connection is read-only. */
    public <T> Operation<T> change(String operation, Function<? super OperationSource<T>, ? extends T> work) {
        return host.change(operation, subject(), work);
    }

    private String subject() {
        return "guest " + id;
    }
}
