package bot

func (b *Bot) addCardControls(map[string]controlHandler) {}
