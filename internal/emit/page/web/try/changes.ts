// Tells elements that something has changed, for as long as they stand in the page.

export class Changes {
  private readonly followers = new Map<HTMLElement, { show: () => void; seen: boolean }>();

  /** follow shows now, and after every change. */
  follow(element: HTMLElement, show: () => void): void {
    this.followers.set(element, { show, seen: false });
    show();
  }

  tell(): void {
    for (const [element, follower] of [...this.followers]) {
      // What has not been put into the page yet will be; what was there and is not any more is gone.
      if (follower.seen && !element.isConnected) {
        this.followers.delete(element);
        continue;
      }
      follower.seen ||= element.isConnected;
      follower.show();
    }
  }
}
