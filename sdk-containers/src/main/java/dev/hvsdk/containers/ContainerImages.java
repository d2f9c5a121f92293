/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.Operation;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Keeps the file system of a container as images, from which other containers can be made.
 *
 * <p>An image is no way back, as {@link dev.hvsdk.api.capability.Snapshots} are: a container cannot change its image. To go
 * back, define another container from the image. What is in volumes, and the memory, is not kept. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ContainerImages extends GuestCapability {
    /** The images that were made of this container by the SDK, and of no other; newest first. */
    List<CommittedImage> list();

    /**
     * Makes an image of what the container's file system holds now, running or not.
     *
     * <p>A name that another image has goes over to the new one; the other stays, by its id.
     */
    Operation<CommittedImage> commit(CommitSpec spec);

    /**
     * Deletes an image that was made of this container; ends with the id that it had.
     *
     * <p>Fails with {@link dev.hvsdk.api.HypervisorException.NotFound} if there is no such image, or it was not made of this
     * container, and with {@link dev.hvsdk.api.HypervisorException.WrongState} if a container needs it.
     */
    Operation<String> delete(String imageId);
}
