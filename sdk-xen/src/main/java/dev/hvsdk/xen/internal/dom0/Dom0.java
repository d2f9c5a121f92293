/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.Operation;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OpenState;
import dev.hvsdk.spi.support.OperationSource;
import dev.hvsdk.xen.internal.tool.XenTools;
import java.time.Duration;
import java.util.function.Function;

/** A connection by which dom0's tools can be run, as these capabilities see it. Implementations are thread-safe. */
public interface Dom0 {
    /** The UUID that Xen gives domain 0 (xen/common/domain.c: it sets none). */
    GuestId ID = new GuestId("00000000-0000-0000-0000-000000000000");

    /** What {@link dev.hvsdk.api.GuestInfo#variant()} calls it. */
    String VARIANT = "dom0";

    /** Its tools. */
    XenTools tools();

    /** Whether the connection is open; watches are closed with it. */
    OpenState state();

    /** How long a call may take that reads. */
    Duration patience();

    /** Errors that say what is being done. */
    ErrorFactory errors(String operation);

    /** Runs a change as an operation, unless the connection is read-only. */
    <T> Operation<T> change(String operation, String subject, Function<? super OperationSource<T>, ? extends T> work);
}
