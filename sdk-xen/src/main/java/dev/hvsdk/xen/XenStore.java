/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Subscription;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * XenStore, the small tree of texts by which dom0, its guests and their drivers find each other.
 *
 * <p>An escape hatch: what is written here is read by drivers and toolstacks, and no one checks it. Paths are absolute, of letters,
 * digits and {@code -/_@}; values are texts of UTF-8, bytes that are none are replaced. <strong>A value that is written can be
 * seen by all users of dom0 while its tool runs</strong>, so it must not be a secret.
 *
 * <pre>{@code
 * XenStore store = host.capability(XenStore.class).require();
 * store.find(store.directory(guest.id()) + "/memory/target");
 * }</pre>
 *
 * <p>It needs Xen's tools in dom0 ({@code xenstore-read} and its kin) and root there. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface XenStore extends HostCapability {
    /**
     * The value at a path, which may be empty; nothing if there is no such path.
     *
     * @throws IllegalArgumentException if it is no path
     */
    Optional<String> find(String path);

    /**
     * The names below a path, one level, in XenStore's order.
     *
     * @throws dev.hvsdk.api.HypervisorException.NotFound if there is no such path
     */
    List<String> children(String path);

    /**
     * All that is below a path, by absolute path in XenStore's order, by one call; a tree that changes meanwhile may be of two moments.
     *
     * @throws dev.hvsdk.api.HypervisorException.NotFound if there is no such path
     */
    Map<String, String> tree(String path);

    /** The directory of a guest that is active, {@code /local/domain/7}; a reboot gives it another one. */
    String directory(GuestId guest);

    /** Writes a value, and makes the path and what is above it where it is missing; ends with the path. */
    Operation<String> write(String path, String value);

    /** Removes a path with all that is below it; ends with the path, with NotFound if it is not there. */
    Operation<String> remove(String path);

    /**
     * Calls a listener when something at a path or below it changes, from now on.
     *
     * <p>He is told which path it was, not what happened to it: it may be new, changed or gone, and is to be read again. Changes
     * that come faster than he is are told once for each path. After a gap, such as a connection that broke, he is told the path
     * that he watches. The special paths {@code @introduceDomain} and {@code @releaseDomain} tell of domains that come and go.
     *
     * <p>Each watch keeps a process in dom0, and one of the eight sessions that the SDK uses of one connection by SSH.
     *
     * @param listener is called by a thread of his own, one call at a time, and may call the SDK
     */
    Subscription watch(String path, Consumer<? super String> listener);
}
