/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware;

import dev.hvsdk.api.Credentials;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.Operation;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Programs inside one guest, started by VMware Tools for a user of the guest.
 *
 * <p>Each call logs in to the guest: the credentials are those of a user there, and need their user name. A login that the guest
 * refuses is {@link dev.hvsdk.api.HypervisorException.PermissionDenied}, a guest whose tools do not run
 * {@link dev.hvsdk.api.HypervisorException.Unsupported}. Output is not kept: have the program write it to a file. Implementations are
 * thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface VsphereGuestOperations extends GuestCapability {
    /** Starts a program; ends with its number when it has begun. {@link #processes} tells how it ended, for some minutes. */
    Operation<Long> start(Credentials user, VsphereProgram program);

    /** All processes that the user may see, and those that VMware Tools started and that ended in the last minutes. */
    List<VsphereProcess> processes(Credentials user);

    /** Ends a process; ends with its number. {@link dev.hvsdk.api.HypervisorException.NotFound} if there is none. */
    Operation<Long> terminate(Credentials user, long pid);

    /** The environment that programs of the user begin with. */
    Map<String, String> environment(Credentials user);
}
