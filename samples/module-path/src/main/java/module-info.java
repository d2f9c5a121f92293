/** A user's module. */
module sample {
    requires dev.hvsdk.api;
}
